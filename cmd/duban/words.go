package main

import (
	"errors"
	"io/fs"

	"duban/bot/telegram"
	"duban/store"
)

// What can be wrong before any work begins.
var (
	errNoToken   = errors.New("no token: set DUBAN_TOKEN or DUBAN_TOKEN_FILE (get one from @BotFather), or try duban demo, which needs none / 没有机器人令牌：请设置 DUBAN_TOKEN 或 DUBAN_TOKEN_FILE（向 @BotFather 申请），或先运行 duban demo")
	errTwoTokens = errors.New("both DUBAN_TOKEN and DUBAN_TOKEN_FILE are set; keep one / 同时设置了 DUBAN_TOKEN 和 DUBAN_TOKEN_FILE，请只保留一个")
	errNoFile    = errors.New("there is no such file yet; duban serve or duban import makes it / 数据文件不存在，运行 duban serve 或 duban import 后生成")
)

// explain adds to an error what to do next, in both languages: whoever reads
// it may have set neither.
func explain(err error) string {
	for _, known := range []struct {
		is   error
		next string
	}{
		{store.ErrLocked, "another duban has the file open; stop it first, or use duban backup to copy it / 数据文件正被另一个 duban 使用，请先停止它；如需备份请用 duban backup"},
		{store.ErrDamaged, "put a copy back with duban restore / 请用 duban restore 恢复备份"},
		{store.ErrNewer, "run the newer duban / 请使用更新版本的 duban"},
		{store.ErrNoSpace, "make room on the disk; nothing was half written / 请清理磁盘空间，数据没有写坏"},
		{telegram.ErrUnauthorized, "check the token with @BotFather / 请向 @BotFather 核对令牌"},
		{fs.ErrExist, "choose a name that is free / 请换一个不存在的文件名"},
	} {
		if errors.Is(err, known.is) {
			return err.Error() + " — " + known.next
		}
	}
	return err.Error()
}

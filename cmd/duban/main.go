// Command duban is the bot and its operator's tools.
//
// Rules to keep:
//
//   - What a verb does is decided below; here stand configuration, wiring and
//     the words of the command line.
//   - The clock and chance are read here and nowhere else, and go down as
//     values or functions.
//   - Exit code 0 is done, 1 is failed, 2 is wrong use. Faults of the
//     configuration are reported all at once; a secret is never printed.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata"

	"github.com/alecthomas/kong"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// cli are the verbs.
type cli struct {
	Demo     demoVerb     `cmd:"" help:"Show duban at work: no token, no network. Example: duban demo"`
	Serve    serveVerb    `cmd:"" help:"Run the bot. Example: DUBAN_TOKEN_FILE=token duban serve"`
	Sandbox  sandboxVerb  `cmd:"" help:"Run only the imitation of the Bot API, for any client. Example: duban sandbox --listen 127.0.0.1:8081"`
	Import   importVerb   `cmd:"" help:"Load a task list. Example: duban import list.xlsx --dry-run"`
	Template templateVerb `cmd:"" help:"Write an empty list with instructions. Example: duban template list.xlsx"`
	Export   exportVerb   `cmd:"" help:"Write the ledger as .xlsx, .csv or .json. Example: duban export ledger.xlsx"`
	Verify   verifyVerb   `cmd:"" help:"Check the file and its journal. Example: duban verify"`
	Backup   backupVerb   `cmd:"" help:"Copy the file, also while the bot runs. Example: duban backup duban-copy.db"`
	Restore  restoreVerb  `cmd:"" help:"Put a copy back; the file that was there is kept beside it. Example: duban restore duban-copy.db"`
	Rehearse rehearseVerb `cmd:"" help:"Walk a span of dates and print what would be asked, of whom, and what it costs each unit. Example: duban rehearse --days 90"`
	Read     readVerb     `cmd:"" help:"Read replies as the bot would: JSON lines in, JSON lines out. Example: duban read < replies.jsonl"`
	Check    checkVerb    `cmd:"" help:"Check everything that serve would need, without serving. Example: duban check"`
}

// terminal is where a verb reads and writes.
type terminal struct {
	in       io.Reader
	out, err io.Writer
}

// exit carries kong's wish to end the process, after -h, up to run.
type exit int

// run is the program without the process: it returns the exit code.
func run(args []string, in io.Reader, out, errs io.Writer) (code int) {
	defer func() {
		if p := recover(); p != nil {
			wish, ok := p.(exit)
			if !ok {
				panic(p)
			}
			code = int(wish)
		}
	}()
	var c cli
	parser, err := kong.New(&c, kong.Name("duban"), kong.Writers(out, errs),
		kong.Description("督办 · accountability follow-up on Telegram"),
		kong.Exit(func(n int) { panic(exit(n)) }), kong.UsageOnError())
	if err != nil {
		fmt.Fprintln(errs, err)
		return 1
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	verb, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(errs, "duban: %v\nTry duban --help.\n", err)
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	verb.BindTo(ctx, (*context.Context)(nil))
	err = verb.Run(terminal{in, out, errs})
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return 0 // it was told to stop before it had begun
	}
	return report(err, errs)
}

// misuse is an error of whoever typed the command.
type misuse struct{ error }

// report says an error in words that tell what to do, and its exit code.
func report(err error, errs io.Writer) int {
	if err == nil {
		return 0
	}
	for _, fault := range severally(err) {
		fmt.Fprintf(errs, "duban: %s\n", explain(fault))
	}
	var m misuse
	if errors.As(err, &m) {
		return 2
	}
	return 1
}

// severally gives each of several faults that were reported together.
func severally(err error) (all []error) {
	if m, ok := err.(misuse); ok {
		return severally(m.error)
	}
	several, ok := err.(interface{ Unwrap() []error })
	if !ok || errors.Join(several.Unwrap()...).Error() != err.Error() {
		return []error{err}
	}
	for _, one := range several.Unwrap() {
		all = append(all, severally(one)...)
	}
	return all
}

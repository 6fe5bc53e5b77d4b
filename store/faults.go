package store

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"

	bolterrors "go.etcd.io/bbolt/errors"
)

// What can be wrong with the file, so that a caller can say it in words.
var (
	// ErrLocked: another process has the file open.
	ErrLocked = errors.New("the file is in use by another process")
	// ErrDamaged: the file is not a duban database or is broken.
	ErrDamaged = errors.New("the file is damaged or is not a duban database")
	// ErrNewer: a later duban wrote the file.
	ErrNewer = errors.New("the file was written by a newer duban")
	// ErrOlder: an earlier duban wrote the file, and it was opened to be read only.
	ErrOlder = errors.New("the file was written by an older duban and can't be brought up to date where it is")
	// ErrNoSpace: the disk is full or the size limit is reached. Nothing was
	// written, and the same may be tried again once there is room.
	ErrNoSpace = errors.New("no space left for the file")
	// ErrUnwritable: the system does not let the file be written.
	ErrUnwritable = errors.New("the file can't be written")
)

// explain gives the library's and the system's errors our names.
func explain(err error) error {
	switch {
	case err == nil || named(err):
		return err
	case errors.Is(err, bolterrors.ErrTimeout):
		return ErrLocked
	case isAny(err, bolterrors.ErrInvalid, bolterrors.ErrVersionMismatch, bolterrors.ErrChecksum, bolterrors.ErrInvalidMapping):
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	case isAny(err, bolterrors.ErrMaxSizeReached, syscall.ENOSPC, syscall.EFBIG, syscall.EDQUOT):
		return fmt.Errorf("%w: %w", ErrNoSpace, err)
	case isAny(err, fs.ErrPermission, syscall.EROFS, syscall.EBADF, syscall.EIO, bolterrors.ErrDatabaseReadOnly):
		return fmt.Errorf("%w: %w", ErrUnwritable, err)
	}
	return explainText(err)
}

// explainText knows the errors whose cause bbolt keeps only as text, those of
// growing the file among them.
func explainText(err error) error {
	for _, row := range []struct {
		text string
		name error
	}{
		{syscall.ENOSPC.Error(), ErrNoSpace}, {syscall.EFBIG.Error(), ErrNoSpace}, {syscall.EDQUOT.Error(), ErrNoSpace},
		{syscall.EROFS.Error(), ErrUnwritable}, {syscall.EIO.Error(), ErrUnwritable},
		{"file size too small", ErrDamaged},
	} {
		if strings.Contains(err.Error(), row.text) {
			return fmt.Errorf("%w: %w", row.name, err)
		}
	}
	return err
}

func named(err error) bool {
	return isAny(err, ErrLocked, ErrDamaged, ErrNewer, ErrOlder, ErrNoSpace, ErrUnwritable)
}

// Unwritable reports whether err says that the file can't be written now:
// nothing is lost by it, and there may be room again.
func Unwritable(err error) bool { return isAny(err, ErrNoSpace, ErrUnwritable) }

func isAny(err error, targets ...error) bool {
	for _, target := range targets {
		if errors.Is(err, target) {
			return true
		}
	}
	return false
}

// guard runs fn and turns what a broken page does, a panic of bbolt's or a
// fault of memory beyond the file's end, into ErrDamaged. Other panics pass.
func guard(fn func() error) (err error) {
	old := debug.SetPanicOnFault(true)
	defer debug.SetPanicOnFault(old)
	defer func() {
		if p := recover(); p != nil {
			if err = Damage(p); err == nil {
				panic(p)
			}
		}
	}()
	return fn()
}

// Damage is ErrDamaged if p, just recovered by the caller's deferred function,
// came of a broken page of the file; else nil.
func Damage(p any) error {
	if fault, ok := p.(interface{ Addr() uintptr }); ok {
		return fmt.Errorf("%w: a page can't be read (%v)", ErrDamaged, fault)
	}
	if thrownByBolt() {
		return fmt.Errorf("%w: %v", ErrDamaged, p)
	}
	return nil
}

// thrownByBolt looks at the stack under a recovered panic: whose function
// raised it.
func thrownByBolt() bool {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for panicked := false; ; {
		f, more := frames.Next()
		if panicked && !strings.HasPrefix(f.Function, "runtime.") {
			return strings.HasPrefix(f.Function, "go.etcd.io/bbolt")
		}
		panicked = panicked || f.Function == "runtime.gopanic"
		if !more {
			return false
		}
	}
}

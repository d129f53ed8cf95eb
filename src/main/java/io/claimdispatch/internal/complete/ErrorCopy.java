package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.complete.CauseChain.Link;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a throwable, to be logged later and on another thread: printing it runs no user code, and it contains only
 * bounded text and frames.
 */
final class ErrorCopy extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MAX_CAUSES = 16;

    private static final int MAX_OTHERS = 8;

    private static final int MAX_TEXT = 1_000;

    private static final int MAX_FRAMES = 100;

    private ErrorCopy(Link link, @Nullable ErrorCopy cause) {
        super(ErrorText.cut(link.text(), MAX_TEXT), cause);
        setStackTrace(link.frames().stream().limit(MAX_FRAMES).toArray(StackTraceElement[]::new));
    }

    static ErrorCopy of(CauseChain chain) {
        List<Link> causes = CauseChain.ends(chain.causes(), MAX_CAUSES);
        ErrorCopy copy = new ErrorCopy(causes.get(causes.size() - 1), null);
        for (int i = causes.size() - 2; i >= 0; i--) {
            copy = new ErrorCopy(causes.get(i), copy);
        }
        for (Link other : CauseChain.ends(chain.others(), MAX_OTHERS)) {
            copy.addSuppressed(new ErrorCopy(other, null));
        }
        return copy;
    }

    /** Does nothing, since the frames are the original's. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public Throwable fillInStackTrace() {
        return this;
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}

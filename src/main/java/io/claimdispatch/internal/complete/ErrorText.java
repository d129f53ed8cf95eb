package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.complete.CauseChain.Link;
import io.claimdispatch.internal.store.row.StorableText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a throwable as bounded text for a row: class and message of the throwable, its causes and suppressed
 * exceptions; then the {@linkplain ApplicationFrames application's own frames}; then whole stack traces, as far as
 * there is room.
 */
final class ErrorText {

    /** The maximum length, in {@code char}s. */
    static final int MAX = 4_000;

    /** The part for classes and messages. */
    private static final int MESSAGES = 2_400;

    /** The part for the application's frames; the rest is for whole traces. */
    private static final int APPLICATION = 1_200;

    private static final int MAX_LINE = 300;

    private static final int MAX_CAUSES = 16;

    private static final int MAX_OTHERS = 8;

    private final StringBuilder text = new StringBuilder(MAX);
    private final CauseChain chain;

    private ErrorText(CauseChain chain) {
        this.chain = chain;
    }

    static String of(CauseChain chain) {
        ErrorText made = new ErrorText(chain);
        made.addMessages();
        made.addApplicationFrames();
        made.addTraces();
        return StorableText.clean(made.text.toString(), MAX);
    }

    private void addMessages() {
        List<String> lines = new ArrayList<>();
        addEnds(lines, chain.causes(), MAX_CAUSES);
        addEnds(lines, chain.others(), MAX_OTHERS);
        int limit = limit(lines);
        for (String line : lines) {
            text.append(text.isEmpty() ? "" : "\n").append(cut(line, limit));
        }
    }

    private static void addEnds(List<String> lines, List<Link> links, int most) {
        List<Link> ends = CauseChain.ends(links, most);
        for (int i = 0; i < ends.size(); i++) {
            if (i == most / 2 && ends.size() < links.size()) {
                lines.add("… " + (links.size() - ends.size()) + " more …");
            }
            // longer lines are cut anyway, and some messages are huge
            lines.add(ends.get(i).label() + cut(ends.get(i).text(), MESSAGES));
        }
    }

    /** The limit per line: an equal share, plus what shorter lines leave over. */
    private static int limit(List<String> lines) {
        int share = MESSAGES / lines.size();
        int left = 0;
        int longer = 0;
        for (String line : lines) {
            left += Math.max(0, share - line.length());
            longer += line.length() > share ? 1 : 0;
        }
        return longer == 0 ? share : share + left / longer;
    }

    /**
     * Adds the innermost cause's frames first, since they begin where it failed. Frames shared with outer causes appear
     * once.
     */
    private void addApplicationFrames() {
        Set<StackTraceElement> frames = new LinkedHashSet<>();
        for (Link link : innermostFirst()) {
            link.frames().stream().filter(ApplicationFrames::has).forEach(frames::add);
        }
        int end = Math.min(MAX, text.length() + APPLICATION);
        if (!frames.isEmpty() && append("\nIn the application:", end)) {
            for (StackTraceElement frame : frames) {
                if (!append("\n\tat " + cut(frame.toString(), MAX_LINE), end)) {
                    return;
                }
            }
        }
    }

    private void addTraces() {
        for (Link link : innermostFirst()) {
            List<StackTraceElement> frames = link.frames();
            if (!frames.isEmpty() && !append("\nTrace of " + link.name() + ":", MAX)) {
                return;
            }
            for (StackTraceElement frame : frames) {
                if (!append("\n\tat " + cut(frame.toString(), MAX_LINE), MAX)) {
                    return;
                }
            }
        }
    }

    private List<Link> innermostFirst() {
        List<Link> links = new ArrayList<>(CauseChain.ends(chain.causes(), MAX_CAUSES));
        Collections.reverse(links);
        links.addAll(CauseChain.ends(chain.others(), MAX_OTHERS));
        return links;
    }

    /** Appends a whole line; returns whether there was room. */
    private boolean append(String line, int end) {
        boolean fits = text.length() + line.length() <= end;
        if (fits) {
            text.append(line);
        }
        return fits;
    }

    static String cut(String line, int limit) {
        return line.length() <= limit ? line : line.substring(0, Math.max(0, limit - 1)) + "…";
    }
}

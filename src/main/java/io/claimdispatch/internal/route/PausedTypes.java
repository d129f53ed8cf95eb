package io.claimdispatch.internal.route;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.TypePattern;
import jakarta.enterprise.context.Dependent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pauses known to this node: those of the last read, and changes made on this node since. Until the first read
 * everything is paused: a node that has just started, or slept, must not run what an operator has paused.
 */
@Component
@Dependent
public class PausedTypes {

    private volatile @Nullable Map<TableName, Set<TypePattern>> paused;
    private long changes;

    /** Returns those of the types that are not paused in a table. */
    public Set<String> without(TableName table, Set<String> types) {
        Map<TableName, Set<TypePattern>> known = paused;
        if (known == null) {
            return Set.of();
        }
        Set<TypePattern> patterns = known.getOrDefault(table, Set.of());
        return patterns.isEmpty()
                ? types
                : types.stream()
                        .filter(type -> patterns.stream().noneMatch(pattern -> pattern.covers(type)))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** The number of changes made on this node. Get it before a read and pass it to {@link #read}. */
    public synchronized long changes() {
        return changes;
    }

    /**
     * Takes over the pauses that were read, unless a pause has changed on this node meanwhile: this read may have
     * missed the change, and the next one will see it.
     *
     * @param read all pauses
     * @param before the value of {@link #changes} before the read
     * @return whether rows can be claimed now that could not be claimed before
     */
    public synchronized boolean read(Map<TableName, Set<TypePattern>> read, long before) {
        if (changes != before) {
            return false;
        }
        Map<TableName, Set<TypePattern>> known = paused;
        paused = Map.copyOf(read);
        return known == null
                || known.entrySet().stream()
                        .anyMatch(each ->
                                !read.getOrDefault(each.getKey(), Set.of()).containsAll(each.getValue()));
    }

    /** Discards the known pauses as too old, and the result of a read under way as well. */
    public synchronized void forget() {
        changes++;
        paused = null;
    }

    /** Applies a change made on this node. */
    public synchronized void changed(PauseChange change) {
        changes++;
        Map<TableName, Set<TypePattern>> known = paused;
        if (known != null) {
            Set<TypePattern> patterns = new HashSet<>(known.getOrDefault(change.table(), Set.of()));
            if (change.isPaused()) {
                patterns.add(change.pattern());
            } else {
                patterns.remove(change.pattern());
            }
            Map<TableName, Set<TypePattern>> changed = new HashMap<>(known);
            changed.put(change.table(), Set.copyOf(patterns));
            paused = Map.copyOf(changed);
        }
    }
}

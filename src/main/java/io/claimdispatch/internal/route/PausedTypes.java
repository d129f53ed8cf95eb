package io.claimdispatch.internal.route;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.TypePattern;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is paused, as far as this node knows: what it has read last, and what has been changed on it since. Until something
 * has been read, everything is paused: a node that has just started, or slept, must not run what an operator has stopped.
 */
@Component
public class PausedTypes {

    private volatile @Nullable Map<TableName, Set<TypePattern>> paused;
    private long changes;

    /** The types of these that are not paused in a table. */
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

    /** How often something has been changed on this node: to be asked before a read, for {@link #read}. */
    public synchronized long changes() {
        return changes;
    }

    /**
     * Takes over what was read, unless something has been changed here meanwhile: the read may not have seen it, and the
     * next one will.
     *
     * @param read all that is paused
     * @param before the {@link #changes} before the read
     * @return whether rows may be claimed now that could not be before
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

    /** Whatever was read is too old; what is being read just now is as well. */
    public synchronized void forget() {
        changes++;
        paused = null;
    }

    /** Takes over what has been changed on this node. */
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

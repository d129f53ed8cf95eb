package io.claimdispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, see {@link ActionLogs#list(ActionQuery, String)}.
 *
 * <pre>{@code
 * ActionPage page = actionLogs.list(query);
 * show(page.rows());
 * while (page.next() != null) {
 *     page = actionLogs.list(query, page.next());
 *     show(page.rows());
 * }
 * }</pre>
 *
 * @param rows the rows, the greatest id first; a page may have fewer than asked for, or none, and not be the last one
 * @param next the cursor of the next page; null if this page reached the end of the table
 */
public record ActionPage(List<ActionLog> rows, @Nullable String next) {

    /** Copies the list and rejects null elements. */
    public ActionPage {
        rows = Given.list("rows", rows);
    }
}

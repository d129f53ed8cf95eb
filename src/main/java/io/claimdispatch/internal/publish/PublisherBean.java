package io.claimdispatch.internal.publish;

import io.claimdispatch.Draft;
import io.claimdispatch.Publication;
import io.claimdispatch.Publisher;
import io.claimdispatch.internal.common.Required;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.NewWork;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.jpa.EntityRows;
import io.claimdispatch.internal.store.publish.Inserted;
import io.claimdispatch.internal.store.publish.NewRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The publisher that applications inject. A single row without a key is persisted as an entity. Rows with keys, and
 * many rows, use the dialect's statements in the same transaction, since JPA can neither ignore a conflict nor survive
 * one.
 */
@ApplicationScoped
class PublisherBean implements Publisher {

    private DraftChecker checker;
    private Transactions transactions;
    private ActionDatabase database;
    private EntityRows entities;
    private Event<NewWork> newWork;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    PublisherBean() {}

    @Inject
    PublisherBean(
            DraftChecker checker,
            Transactions transactions,
            ActionDatabase database,
            EntityRows entities,
            Event<NewWork> newWork) {
        this.checker = checker;
        this.transactions = transactions;
        this.database = database;
        this.entities = entities;
        this.newWork = newWork;
    }

    @Override
    public Publication publish(Consumer<Draft> fill) {
        CheckedDraft draft = checked(Required.value("fill", fill));
        if (draft instanceof CheckedDraft.Storable storable) {
            Inserted inserted = transactions.joined("publishing", connection -> store(connection, storable));
            Publication publication = publicationOf(inserted);
            if (inserted.stored()) {
                newWork.fire(NewWork.one(storable.table(), storable.row().type()));
            }
            return publication;
        }
        return new Publication.Skipped(((CheckedDraft.Refused) draft).gate());
    }

    @Override
    public List<Publication> publishAll(List<? extends Consumer<Draft>> fills) {
        List<CheckedDraft> drafts =
                new ArrayList<>(Required.value("fills", fills).size());
        fills.forEach(fill -> drafts.add(checked(Required.value("fills[" + drafts.size() + "]", fill))));
        // sorted by name, so that two calls with the same tables lock them in the same order
        Map<TableName, List<NewRow>> rows = new TreeMap<>(Comparator.comparing(TableName::value));
        for (CheckedDraft draft : drafts) {
            if (draft instanceof CheckedDraft.Storable storable) {
                rows.computeIfAbsent(storable.table(), table -> new ArrayList<>())
                        .add(storable.row());
            }
        }
        Map<TableName, List<Inserted>> inserted = rows.isEmpty()
                ? Map.of()
                : transactions.joined(
                        "publishing " + fills.size() + " actions", connection -> storeAll(connection, rows));
        List<Publication> publications = publicationsOf(drafts, inserted);
        Map<TableName, Map<String, Integer>> stored = new HashMap<>();
        for (int i = 0; i < drafts.size(); i++) {
            if (publications.get(i).isStored() && drafts.get(i) instanceof CheckedDraft.Storable storable) {
                stored.computeIfAbsent(storable.table(), table -> new HashMap<>())
                        .merge(storable.row().type(), 1, Integer::sum);
            }
        }
        if (!stored.isEmpty()) {
            newWork.fire(new NewWork(stored));
        }
        return publications;
    }

    private CheckedDraft checked(Consumer<Draft> fill) {
        DraftBuilder draft = new DraftBuilder();
        try {
            fill.accept(draft);
        } finally {
            draft.close();
        }
        return checker.check(draft);
    }

    private Inserted store(Connection connection, CheckedDraft.Storable draft) throws SQLException {
        if (draft.row().key() == null && draft.table().equals(TableName.ACTION_LOGS)) {
            return new Inserted(entities.persist(connection, draft.row()), true);
        }
        return database.store()
                .inserts()
                .insert(connection, draft.table(), List.of(draft.row()))
                .get(0);
    }

    private Map<TableName, List<Inserted>> storeAll(Connection connection, Map<TableName, List<NewRow>> rows)
            throws SQLException {
        Map<TableName, List<Inserted>> inserted = new LinkedHashMap<>();
        for (Map.Entry<TableName, List<NewRow>> entry : rows.entrySet()) {
            inserted.put(
                    entry.getKey(), database.store().inserts().insert(connection, entry.getKey(), entry.getValue()));
        }
        return inserted;
    }

    private static List<Publication> publicationsOf(
            List<CheckedDraft> drafts, Map<TableName, List<Inserted>> inserted) {
        Map<TableName, Integer> next = new LinkedHashMap<>();
        List<Publication> publications = new ArrayList<>(drafts.size());
        for (CheckedDraft draft : drafts) {
            if (draft instanceof CheckedDraft.Storable storable) {
                int index = next.merge(storable.table(), 1, Integer::sum) - 1;
                publications.add(publicationOf(
                        inserted.getOrDefault(storable.table(), List.of()).get(index)));
            } else {
                publications.add(new Publication.Skipped(((CheckedDraft.Refused) draft).gate()));
            }
        }
        return publications;
    }

    private static Publication publicationOf(Inserted inserted) {
        return inserted.stored() ? new Publication.Stored(inserted.id()) : new Publication.Duplicate(inserted.id());
    }
}

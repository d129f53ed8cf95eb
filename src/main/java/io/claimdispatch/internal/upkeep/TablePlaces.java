package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.Transactions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Identifies the database of a table, so that applications that reach it by different JNDI names recognise it as the
 * same. They do only if its URL is written in the same way.
 */
@Component
@Dependent
public class TablePlaces {

    private final Map<TableName, String> places = new ConcurrentHashMap<>();
    private final Settings settings;
    private final Transactions transactions;

    @Inject
    TablePlaces(Settings settings, Transactions transactions) {
        this.settings = settings;
        this.transactions = transactions;
    }

    /** The place of a table; asks the driver once. Do not log it: the URL may contain secrets. */
    public String of(TableName table) {
        String known = places.get(table);
        if (known == null) {
            known = transactions.separate(
                    "asking which database this is",
                    connection ->
                            table.value() + " in " + connection.getMetaData().getURL() + " "
                                    + connection.getMetaData().getUserName());
            places.put(table, known);
        }
        return known;
    }

    /** Whether this node claims rows of that place. Does not ask the database. */
    boolean areClaimedFrom(String place) {
        return settings.claiming() && places.containsValue(place);
    }
}

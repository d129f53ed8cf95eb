package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.Transactions;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which database a table is in, so that applications that reach it by different names know that it is the same one. As long as
 * its URL is written the same way: else they take it for two.
 */
@Component
public class TablePlaces {

    private final Map<TableName, String> places = new ConcurrentHashMap<>();
    private final Settings settings;
    private final Transactions transactions;

    @Inject
    TablePlaces(Settings settings, Transactions transactions) {
        this.settings = settings;
        this.transactions = transactions;
    }

    /** The place of a table. Asks the driver once. It may hold more than is to be logged. */
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

    /** Whether rows of that place are claimed here. Does not ask the database. */
    boolean areClaimedFrom(String place) {
        return settings.claiming() && places.containsValue(place);
    }
}

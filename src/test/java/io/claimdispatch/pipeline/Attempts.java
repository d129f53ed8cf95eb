package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.List;

/** Reads the column {@code errors}. */
final class Attempts {

    private Attempts() {}

    static List<JsonObject> of(Databases database, long id) throws SQLException {
        try (JsonReader reader = Json.createReader(new StringReader(database.text("errors", id)))) {
            return reader.readArray().getValuesAs(JsonObject.class);
        }
    }
}

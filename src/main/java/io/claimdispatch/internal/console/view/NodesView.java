package io.claimdispatch.internal.console.view;

import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.operate.Nodes;
import io.claimdispatch.internal.store.operate.NodeRecord;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a table.
 *
 * @param known as they say it themselves
 */
public record NodesView(Nodes.Known known) {

    /** A node that was lost before this time is no news. */
    private static final Duration NEWS = Duration.ofHours(1);

    /** By more than this a clock is wrong. */
    private static final long SKEW_MILLIS = 1_000;

    private static final JsonProvider JSON = JsonProvider.provider();

    /** All of it. */
    public JsonObject view() {
        return new JsonFields()
                .time("at", known.now())
                .list("nodes", known.nodes(), this::node)
                .texts("differing", differing())
                .build();
    }

    private JsonObject node(NodeRecord node) {
        JsonObject detail = detail(node);
        JsonFields view = new JsonFields()
                .text("name", node.node())
                .text("state", state(node))
                .time("startedAt", node.startedAt())
                .time("seenAt", node.seenAt())
                .millis("silent", silence(node));
        for (String number : List.of("skew", "inFlight", "window", "running", "kept", "lostLeases", "stuckTasks")) {
            view.value(number, ofType(detail, number, JsonValue.ValueType.NUMBER));
        }
        return view.value("hangingCalls", ofType(detail, "hangingCalls", JsonValue.ValueType.ARRAY))
                .value("settings", ofType(detail, "settings", JsonValue.ValueType.OBJECT))
                .build();
    }

    private static @Nullable JsonValue ofType(JsonObject detail, String name, JsonValue.ValueType type) {
        JsonValue value = detail.get(name);
        return value != null && value.getValueType() == type ? value : null;
    }

    /** A node of another version, or a person, may have written something else. */
    private static JsonObject detail(NodeRecord node) {
        try (JsonReader reader = JSON.createReader(new StringReader(node.detail()))) {
            return reader.readObject();
        } catch (JsonException e) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    private String state(NodeRecord node) {
        return isLost(node) ? "LOST" : node.state();
    }

    private Duration silence(NodeRecord node) {
        Duration silence = Duration.between(node.seenAt(), known.now());
        return silence.isNegative() ? Duration.ZERO : silence;
    }

    private boolean isStopped(NodeRecord node) {
        return node.state().equals("STOPPED");
    }

    private boolean isLost(NodeRecord node) {
        return !isStopped(node) && silence(node).compareTo(Timings.NODE_LOST) > 0;
    }

    private Stream<NodeRecord> living() {
        return known.nodes().stream().filter(node -> !isStopped(node) && !isLost(node));
    }

    /** The settings that living nodes do not share. */
    private Collection<String> differing() {
        List<JsonObject> settings = living().map(node -> ofType(detail(node), "settings", JsonValue.ValueType.OBJECT))
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
        TreeSet<String> names = new TreeSet<>();
        settings.forEach(each -> names.addAll(each.keySet()));
        names.removeIf(
                name -> settings.stream().map(each -> each.get(name)).distinct().count() < 2);
        return names;
    }

    /** What is wrong with them. */
    List<Finding> findings() {
        Stream<Finding> lost = known.nodes().stream()
                .filter(node -> isLost(node) && silence(node).compareTo(NEWS) < 0)
                .map(node -> new Finding("lost", Finding.Level.WARNING, node(node), "?view=nodes"));
        Stream<Finding> skewed = living().filter(node -> Math.abs(detail(node).getInt("skew", 0)) > SKEW_MILLIS)
                .map(node -> new Finding("skew", Finding.Level.WARNING, node(node), "?view=nodes"));
        return Stream.concat(lost, skewed).toList();
    }
}

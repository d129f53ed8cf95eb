package io.claimdispatch.internal.upkeep;

/**
 * What the applications of one server tell each other of the types that they route. Each registers one, named
 * {@code io.claimdispatch:type=Routes,application=…}.
 */
public interface RoutesMXBean {

    /**
     * How this application stands to a type.
     *
     * @param place the table and the database that it is in
     * @param type of action
     * @return the name of a constant of {@link UnroutedTypes.RouteStatus}
     */
    String status(String place, String type);
}

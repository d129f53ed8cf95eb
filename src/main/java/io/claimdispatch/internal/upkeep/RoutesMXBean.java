package io.claimdispatch.internal.upkeep;

/**
 * Lets the applications of one server ask each other about the types that they route. Each registers one, named {@code
 * io.claimdispatch:type=Routes,application=…}.
 */
public interface RoutesMXBean {

    /**
     * The standing of a type in this application.
     *
     * @param place the table and its database
     * @param type the type of action
     * @return the name of a constant of {@link UnroutedTypes.RouteStatus}
     */
    String status(String place, String type);
}

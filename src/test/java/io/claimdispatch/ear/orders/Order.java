package io.claimdispatch.ear.orders;

/** A payload of a class of the module. */
public record Order(String name) {}

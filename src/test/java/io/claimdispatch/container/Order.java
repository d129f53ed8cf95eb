package io.claimdispatch.container;

/** A payload. */
public record Order(String number, int total) {}

package io.claimdispatch.architecture.bad.internal.dispatch;

/** Of a step that uses the claim, and is used by none of it. */
public interface Admission {}

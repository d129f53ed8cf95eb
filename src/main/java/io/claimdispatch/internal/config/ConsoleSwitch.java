package io.claimdispatch.internal.config;

/** Whether the application that contains the jar opens the console. */
public enum ConsoleSwitch {
    /** Nothing is registered: no servlet, no filter, no address. */
    OFF,
    /** The console is registered, for those who have one of its roles. */
    ON
}

package io.claimdispatch.internal.common;

/** The name of this application among those of the server. */
public final class ApplicationName {

    private ApplicationName() {}

    /**
     * The name of the module. In an EAR the EAR's name comes first, since the modules of two EARs may have the same
     * names.
     *
     * @throws IllegalStateException on a thread without the application's JNDI names
     */
    public static String current() {
        String module = Jndi.lookup(String.class, "java:module/ModuleName", IllegalStateException::new);
        String application = application(module);
        return application.equals(module) ? module : application + "/" + module;
    }

    /** Whether this thread has the application's JNDI names. */
    public static boolean isKnown() {
        try {
            current();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static String application(String module) {
        try {
            return Jndi.lookup(String.class, "java:app/AppName", IllegalStateException::new);
        } catch (IllegalStateException e) {
            return module;
        }
    }
}

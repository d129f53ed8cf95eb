package io.claimdispatch.internal.common;

/** What this application is called among those of the server. */
public final class ApplicationName {

    private ApplicationName() {}

    /**
     * The name of the module; in an EAR, whose modules may be called like those of another, the EAR's comes before it.
     *
     * @throws IllegalStateException on a thread that sees no names of the application
     */
    public static String current() {
        String module = Jndi.lookup(String.class, "java:module/ModuleName", IllegalStateException::new);
        String application = application(module);
        return application.equals(module) ? module : application + "/" + module;
    }

    /** Whether this thread sees the names of the application. */
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

package io.claimdispatch.internal.common;

import java.util.function.Function;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The only place that uses the server's naming context. */
public final class Jndi {

    private Jndi() {}

    /**
     * Looks up a name of the server, the application or the settings; never a name that a user of the application can
     * choose.
     *
     * @param missing creates the error to throw if the name is not bound
     */
    @SuppressWarnings("BanJNDI")
    public static <T> T lookup(
            Class<T> type, String name, Function<NamingException, ? extends RuntimeException> missing) {
        try {
            return type.cast(new InitialContext().lookup(name));
        } catch (NamingException e) {
            throw missing.apply(e);
        }
    }
}

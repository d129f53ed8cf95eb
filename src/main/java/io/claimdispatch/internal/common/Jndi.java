package io.claimdispatch.internal.common;

import java.util.function.Function;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The one place that asks the server's naming context. */
public final class Jndi {

    private Jndi() {}

    /**
     * What is bound to a name of the server's, the application's or the settings': never to one that a user of the
     * application can choose.
     *
     * @param missing the error to throw if there is nothing
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

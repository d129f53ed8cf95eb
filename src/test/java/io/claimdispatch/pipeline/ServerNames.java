package io.claimdispatch.pipeline;

import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;

/** The server's naming context. */
public final class ServerNames implements InitialContextFactory {

    private static final Map<String, Object> NAMES = new ConcurrentHashMap<>();

    static void bind(String name, Object value) {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, ServerNames.class.getName());
        NAMES.put(name, value);
    }

    static void unbind(String name) {
        NAMES.remove(name);
    }

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
        return (Context) Proxy.newProxyInstance(
                ServerNames.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, given) -> {
                    if (!method.getName().equals("lookup")) {
                        return null;
                    }
                    Object value = NAMES.get(String.valueOf(given[0]));
                    if (value == null) {
                        throw new NameNotFoundException(String.valueOf(given[0]));
                    }
                    return value;
                });
    }
}

package demo.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of this server: those of the local machine, and what the system property {@code demo.hosts} adds, by commas. A site
 * that lets a name of its own lead to 127.0.0.1 would otherwise be the same origin as this page, and could read all of it.
 */
final class Hosts {

    private final Set<String> names;

    private Hosts(Set<String> names) {
        this.names = names;
    }

    static Hosts ofThisServer() {
        String further = System.getProperty("demo.hosts", "");
        return new Hosts(Stream.concat(Stream.of("localhost", "127.0.0.1", "::1"), Arrays.stream(further.split(",")))
                .map(Hosts::bare)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether a request's {@code Host} names this server; the port does not matter. */
    boolean know(String host) {
        return host != null && names.contains(bare(host));
    }

    /** Without the brackets of an IPv6 address; its long form is the same address. */
    private static String bare(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        return name.equals("0:0:0:0:0:0:0:1") ? "::1" : name;
    }
}

package io.claimdispatch.internal.node;

import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.row.StorableText;
import io.claimdispatch.spi.NodeIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** Names the node by the host's name, or the name in the settings, with a suffix that is new at each boot. */
@ApplicationScoped
class HostNodeIdentity implements NodeIdentity {

    private Settings settings;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    HostNodeIdentity() {}

    @Inject
    HostNodeIdentity(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String nodeName() {
        String host = settings.nodeName().isBlank() ? hostName() : settings.nodeName();
        return StorableText.clean(host, 80) + "/" + UUID.randomUUID().toString().substring(0, 13);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}

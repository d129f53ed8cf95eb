package demo;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A real SMTP server inside the demo, for this machine only: it puts received mail into the {@link Inbox}. The system
 * property {@code demo.smtp.port} moves it; 0 is any free port.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class MailServer {

    private static final int PORT = 3025;
    private static final int MAX_BYTES = 1_000_000;

    /** Mailboxes of this domain are always busy, so that the demo can show an action that fails and is retried. */
    private static final String BUSY = "@busy.example";

    @Inject
    private Inbox inbox;

    private SMTPServer server;

    @PostConstruct
    void start() {
        server = new SMTPServer.Builder()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(Integer.getInteger("demo.smtp.port", PORT))
                .maxMessageSize(MAX_BYTES)
                .messageHandler((context, from, to, data) -> take(from, to, data))
                .build();
        server.start();
    }

    @PreDestroy
    void stop() {
        server.stop();
    }

    /** Where it listens. */
    public String host() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    /** Where it listens, also if any free port was asked for. */
    public int port() {
        return server.getPortAllocated();
    }

    private void take(String from, String to, byte[] data) throws RejectException {
        if (to.toLowerCase(Locale.ROOT).endsWith(BUSY)) {
            throw new RejectException(450, "mailbox busy");
        }
        try {
            inbox.add(from, to, data);
        } catch (IOException | MessagingException e) {
            throw new RejectException(554, "not a mail: " + e.getMessage());
        }
    }
}

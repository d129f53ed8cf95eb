package demo;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.time.temporal.ChronoUnit;

/** Handles {@code email.welcome}. The annotation is all there is to register. */
@ApplicationScoped
public class WelcomeMails {

    @Inject
    private Mailer mailer;

    /**
     * Returning marks the row processed; an exception is a failed attempt, which is retried later.
     *
     * <p>It may run twice: a node can die after the server took the mail and before the row was marked. So the mail is
     * named after the row, and a mail of the same name that arrives again is recognised as the same.
     */
    @Processor(Welcome.TYPE)
    public void welcome(Welcome welcome, LogRecord row) throws MessagingException {
        mailer.send(
                row.table() + "-" + row.id(),
                welcome.email(),
                "Welcome",
                "Hello " + welcome.email() + ",\n\nyou signed up at "
                        + row.createdAt().truncatedTo(ChronoUnit.SECONDS) + ", and here we are.\n");
    }
}

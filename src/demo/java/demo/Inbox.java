package demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The mails that arrived, in memory; the latest thousand of them. */
@ApplicationScoped
public class Inbox {

    private static final int CAPACITY = 1_000;

    private final Map<String, Mail> byMessageId = new LinkedHashMap<>();

    /** One mail, as {@code GET /inbox} shows it. */
    public record Mail(String from, String to, String subject, Instant date, String text) {}

    /** Takes a mail as SMTP brought it. One that is here already is not shown twice: the Message-ID tells. */
    void add(String from, String to, byte[] data) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(data));
        Mail mail = new Mail(
                from,
                to,
                message.getSubject(),
                message.getSentDate() == null ? null : message.getSentDate().toInstant(),
                String.valueOf(message.getContent()));
        synchronized (byMessageId) {
            byMessageId.putIfAbsent(message.getMessageID() + " " + to, mail);
            if (byMessageId.size() > CAPACITY) {
                byMessageId.remove(byMessageId.keySet().iterator().next());
            }
        }
    }

    /** The newest first. */
    public List<Mail> mails() {
        synchronized (byMessageId) {
            List<Mail> mails = new ArrayList<>(byMessageId.values());
            Collections.reverse(mails);
            return mails;
        }
    }
}

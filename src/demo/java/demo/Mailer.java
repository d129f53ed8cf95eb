package demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.Properties;

/** Sends mail over SMTP to the demo's own {@link MailServer}. */
@ApplicationScoped
public class Mailer {

    private static final String DOMAIN = "claim-dispatch.example";

    @Inject
    private MailServer server;

    /** Sends one mail; {@code name} makes its Message-ID, so that the same name is the same mail. */
    public void send(String name, String to, String subject, String text) throws MessagingException {
        MimeMessage mail = new MimeMessage(session()) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + name + "@" + DOMAIN + ">");
            }
        };
        mail.setFrom("hello@" + DOMAIN);
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        mail.setSubject(subject, "UTF-8");
        mail.setSentDate(new Date());
        mail.setText(text, "UTF-8");
        Transport.send(mail);
    }

    private Session session() {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", server.host());
        properties.setProperty("mail.smtp.port", Integer.toString(server.port()));
        // A mail server that hangs must become a failed attempt, not a thread that never returns.
        properties.setProperty("mail.smtp.connectiontimeout", "5000");
        properties.setProperty("mail.smtp.timeout", "5000");
        properties.setProperty("mail.smtp.writetimeout", "5000");
        return Session.getInstance(properties);
    }
}

package demo.web;

import demo.SignUps;
import jakarta.inject.Inject;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** {@code POST /signup} with {@code email} and {@code delaySeconds} (0 if it is not given). */
@WebServlet("/signup")
@MultipartConfig(maxRequestSize = Answers.MAX_FORM)
public class SignUpServlet extends HttpServlet {

    private static final int MAX_ADDRESS = 200;
    private static final int YEAR = 365 * 24 * 60 * 60;

    @Inject
    private transient SignUps signUps;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setCharacterEncoding("UTF-8");
        String email =
                Optional.ofNullable(request.getParameter("email")).orElse("").strip();
        String delay = Optional.ofNullable(request.getParameter("delaySeconds"))
                .filter(text -> !text.isBlank())
                .orElse("0");
        Optional<Integer> seconds = Answers.number(delay, 0, YEAR);
        if (!isAddress(email)) {
            Answers.refuse(response, "email: a mail address like ada@example.org is needed");
        } else if (seconds.isEmpty()) {
            Answers.refuse(response, "delaySeconds: a whole number from 0 to " + YEAR + " is needed");
        } else {
            Answers.published(request, response, signUps.signUp(email, Duration.ofSeconds(seconds.get())));
        }
    }

    private static boolean isAddress(String text) {
        try {
            InternetAddress address = new InternetAddress(text, true);
            address.validate();
            // "Ada <ada@example.org>" is valid for Jakarta Mail, but more than an address. A mailbox beyond ASCII would
            // need an SMTP extension that few servers have.
            return text.length() <= MAX_ADDRESS
                    && text.equals(address.getAddress())
                    && text.chars().allMatch(letter -> letter < 128);
        } catch (AddressException e) {
            return false;
        }
    }
}

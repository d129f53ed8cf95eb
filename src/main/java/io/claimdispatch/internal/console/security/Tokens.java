package io.claimdispatch.internal.console.security;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.config.ApplicationClock;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks the tokens that each change carries, so that no page but ours can cause one. A token is an HMAC of
 * the application, the user and the hour: there is no session, and nothing is stored.
 */
@Component
@Dependent
public class Tokens {

    /** The header of a token. */
    public static final String HEADER = "X-Claim-Dispatch-Token";

    private static final String ALGORITHM = "HmacSHA256";

    private final TokenKey key;
    private final ApplicationClock clock;

    @Inject
    Tokens(TokenKey key, ApplicationClock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** Returns a token of this user, valid until the end of the next hour. */
    public String of(Caller caller) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(caller, hour()));
    }

    /**
     * Checks a token. That of the hour before is accepted, and that of the hour after, which a node may have given
     * whose clock is ahead.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0266
     */
    public void check(Caller caller, @Nullable String token) {
        byte[] given = decoded(token);
        long now = hour();
        boolean isValid = LongStream.rangeClosed(now - 1, now + 1)
                .mapToObj(hour -> mac(caller, hour))
                .anyMatch(each -> MessageDigest.isEqual(each, given));
        if (!isValid) {
            throw ConsoleProblems.tokenInvalid();
        }
    }

    private static byte[] decoded(@Nullable String token) {
        try {
            return token == null || token.length() > 100
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            // not Base64: no token is so
            return new byte[0];
        }
    }

    private long hour() {
        return Duration.between(Instant.EPOCH, clock.now()).toHours();
    }

    /** With lengths, so that no two users and applications have the same text. */
    private byte[] mac(Caller caller, long hour) {
        String application = caller.application();
        String text = application.length() + ":" + application + caller.name().length() + ":" + caller.name() + hour;
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            // every JVM has the algorithm, and takes any key
            throw new IllegalStateException(e);
        }
    }
}

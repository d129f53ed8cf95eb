package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Required;
import io.claimdispatch.internal.common.problem.ProcessorProblems;
import io.claimdispatch.spi.NodeIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;

/** The name of this node, fixed at boot, and the tokens of its claims. */
@ApplicationScoped
public class ThisNode {

    private final SecureRandom random = new SecureRandom();
    private String name;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    ThisNode() {}

    @Inject
    ThisNode(NodeIdentity identity) {
        this.name = checked(Required.answer("NodeIdentity.nodeName", identity.nodeName()));
    }

    /** Refuses a name at the start: a database would refuse each claim with it. */
    private static String checked(String name) {
        if (name.isBlank()) {
            throw ProcessorProblems.nodeNameInvalid(name, "is blank");
        }
        if (name.length() > NodeIdentity.MAX_LENGTH) {
            throw ProcessorProblems.nodeNameInvalid(
                    name,
                    "has " + name.length() + " characters, and at most " + NodeIdentity.MAX_LENGTH + " are stored");
        }
        if (name.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw ProcessorProblems.nodeNameInvalid(
                    name, "has a control character or half of a surrogate pair, which not every database stores");
        }
        return name;
    }

    public String name() {
        return name;
    }

    /** Returns a new, unique claim token. */
    public long newToken() {
        return random.nextLong() >>> 1;
    }
}

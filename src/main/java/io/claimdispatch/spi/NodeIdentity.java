package io.claimdispatch.spi;

/**
 * Names this node in its claims (the column {@code claimed_by}), in the errors of attempts and in the MBean. The default
 * is the host's name, or the setting {@code claim-dispatch.node-name}, with a random suffix.
 *
 * <p>Replace it by a bean with {@code @Alternative} and {@code @Priority}, in any scope that needs no request. For
 * example, where the platform gives each start of a container a name of its own:
 *
 * <pre>{@code
 * @Alternative
 * @jakarta.annotation.Priority(1)
 * @ApplicationScoped
 * public class PodName implements NodeIdentity {
 *
 *     @Override
 *     public String nodeName() {
 *         return System.getenv("HOSTNAME") + "/" + UUID.randomUUID().toString().substring(0, 8);
 *     }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface NodeIdentity {

    /** The maximum length of a name, in {@code char}s. */
    int MAX_LENGTH = 100;

    /**
     * The name. Called once, on the thread that deploys the application, before the node claims anything; the deployment
     * waits for the answer.
     *
     * <p>It should be new at every boot, so that a person can tell a node from the one before it. Nothing depends on
     * that: claims are told apart by their tokens.
     *
     * @return the name; null (CLAIM0102), and a name that is blank, longer than {@value #MAX_LENGTH} characters, or holds
     *     a control character or half of a surrogate pair (CLAIM0218), stop the deployment
     * @throws RuntimeException stops the deployment
     */
    String nodeName();
}

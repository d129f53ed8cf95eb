package io.claimdispatch.container.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** The host's own login: any name with the password is accepted, and one of the users is a customer. */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "host")
public class HostIdentities implements IdentityStore {

    /** The role that the host's addresses ask for. */
    public static final String ROLE = "customer";

    /** Who has that role. */
    public static final String CUSTOMER = "ada";

    /** The same for all. */
    public static final String PASSWORD = "of the tests";

    /** Called by the container, for the kind of credential that the mechanism makes. */
    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        if (!credential.getPasswordAsString().equals(PASSWORD)) {
            return CredentialValidationResult.INVALID_RESULT;
        }
        String name = credential.getCaller();
        return new CredentialValidationResult(name, name.equals(CUSTOMER) ? Set.of(ROLE) : Set.of());
    }
}

package io.claimdispatch.architecture.bad;

import io.claimdispatch.architecture.bad.internal.store.Backwards;
import jakarta.persistence.EntityManager;

/** Of the API, and shows the inside, and JPA. */
public interface Api {
    Backwards inside();

    EntityManager rows();
}

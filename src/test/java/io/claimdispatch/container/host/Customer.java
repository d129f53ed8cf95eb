package io.claimdispatch.container.host;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity of the host's. */
@Entity
public class Customer {

    @Id
    public String name = "";
}

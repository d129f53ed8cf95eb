package io.claimdispatch.container.host;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What was done in the background for a customer, and who did it in the eyes of the server. */
@Entity
public class Welcome {

    @Id
    public String name = "";

    public String caller = "";

    public boolean customer;
}

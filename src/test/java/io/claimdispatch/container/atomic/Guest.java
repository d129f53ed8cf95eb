package io.claimdispatch.container.atomic;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What a task writes, or a test in front of it. */
@Entity
public class Guest {

    @Id
    public String name = "";
}

package io.claimdispatch.ear.orders;

import io.claimdispatch.LogRecord;
import io.claimdispatch.spi.RulePredicate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.json.JsonValue;

/** A rule of the EJB module. */
@Named("orders-open")
@ApplicationScoped
public class OrdersOpen implements RulePredicate {

    @Override
    public boolean holds(LogRecord row, JsonValue argument) {
        return true;
    }
}

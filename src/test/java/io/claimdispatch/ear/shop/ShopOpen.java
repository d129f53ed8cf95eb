package io.claimdispatch.ear.shop;

import io.claimdispatch.LogRecord;
import io.claimdispatch.spi.RulePredicate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.json.JsonValue;

/** A rule of a WAR. */
@Named("shop-open")
@ApplicationScoped
public class ShopOpen implements RulePredicate {

    @Override
    public boolean holds(LogRecord row, JsonValue argument) {
        return true;
    }
}

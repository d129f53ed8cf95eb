package io.claimdispatch.ear.shop;

import io.claimdispatch.ear.orders.Order;
import jakarta.enterprise.context.RequestScoped;

/** A bean of the WAR that nothing outside of it can see. */
@RequestScoped
public class Basket {

    public String of(Order order) {
        return order.name();
    }
}

package io.claimdispatch.ear.shop;

import io.claimdispatch.Processor;
import io.claimdispatch.ear.orders.Done;
import io.claimdispatch.ear.orders.Order;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** A processor in a WAR. */
@ApplicationScoped
public class ShopProcessor {

    @Inject
    Done done;

    @Inject
    Basket basket;

    @Processor("shop.bean")
    public void bean(Order order) {
        done.add("shop " + basket.of(order) + " in " + module());
    }

    @SuppressWarnings("BanJNDI")
    private static Object module() {
        try {
            return new InitialContext().lookup("java:module/ModuleName");
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }
}

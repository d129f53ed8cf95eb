package demo;

/** The payload of all rows of a day's traffic: the number of an order, and a token that the console masks. */
public record ShopEvent(int order, String token) {}

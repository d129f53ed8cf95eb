package io.claimdispatch.cluster;

import java.util.Random;

/** The kinds of actions that the soak publishes, with the state that each has to end in. */
enum Kind {
    QUICK("work.quick", 60, "PROCESSED") {
        @Override
        String payload(Random random, String key) {
            return work(1 + random.nextInt(10), 0);
        }
    },
    SLOW("work.slow", 3, "PROCESSED") {
        @Override
        String payload(Random random, String key) {
            return work(200 + random.nextInt(1800), 0);
        }
    },
    /** Longer than a lease. */
    LONG("work.long", 1, "PROCESSED") {
        @Override
        String payload(Random random, String key) {
            return work(7000 + random.nextInt(2000), 0);
        }
    },
    FAILING("work.failing", 8, "PROCESSED") {
        @Override
        String payload(Random random, String key) {
            return work(1 + random.nextInt(20), 1 + random.nextInt(2));
        }
    },
    HOPELESS("work.hopeless", 1, "DEAD") {
        @Override
        String payload(Random random, String key) {
            return work(1, Integer.MAX_VALUE);
        }
    },
    CHAIN("chain.link", 4, "PROCESSED") {
        @Override
        String payload(Random random, String key) {
            return "{\"chain\":\"" + chain(key) + "\",\"left\":" + LINKS + "}";
        }

        @Override
        String key(long number) {
            return "chain-" + number + "." + LINKS;
        }
    },
    /** Tasks that are completed with what they do in the database; a few of them longer than a lease. */
    ATOMIC("atomic.effect", 8, "PROCESSED") {
        @Override
        String payload(Random random, String key) {
            int millis = random.nextInt(40) == 0 ? 7000 + random.nextInt(2000) : 1 + random.nextInt(200);
            return work(millis, random.nextInt(2));
        }
    },
    BATCH("batch.noting", 2, "PROCESSED") {
        @Override
        String payload(Random random, String key) {
            return work(1 + random.nextInt(500), 0);
        }
    };

    /** How many links follow the first one of a chain. */
    static final int LINKS = 4;

    private final String type;
    private final int weight;
    private final String end;

    Kind(String type, int weight, String end) {
        this.type = type;
        this.weight = weight;
        this.end = end;
    }

    /** One of them, each as often as its weight says. */
    static Kind any(Random random) {
        int sum = 0;
        for (Kind kind : values()) {
            sum += kind.weight;
        }
        int drawn = random.nextInt(sum);
        for (Kind kind : values()) {
            drawn -= kind.weight;
            if (drawn < 0) {
                return kind;
            }
        }
        throw new AssertionError();
    }

    String type() {
        return type;
    }

    /** The state that its rows have to end in. */
    String end() {
        return end;
    }

    abstract String payload(Random random, String key);

    /** The idempotency key of the action of this number. */
    String key(long number) {
        return "soak-" + number;
    }

    /** The name of the chain whose first link has this key. */
    static String chain(String key) {
        return key.substring(0, key.lastIndexOf('.'));
    }

    private static String work(int millis, int failures) {
        return "{\"millis\":" + millis + ",\"failures\":" + failures + "}";
    }
}

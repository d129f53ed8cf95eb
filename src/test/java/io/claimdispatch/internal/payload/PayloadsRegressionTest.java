package io.claimdispatch.internal.payload;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.spi.PayloadCodec;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadsRegressionTest {

    @Test
    void metaThatReferToItselfIsRefusedWithAnId() {
        PayloadCodec endless = new PayloadCodec() {
            @Override
            public String write(Object payload) {
                throw new StackOverflowError();
            }

            @Override
            public Object read(String json, Type type) {
                return json;
            }
        };

        assertThatThrownBy(() -> Payloads.compose("order.paid", "{}", Map.of("a", 1), List.of(), endless))
                .isInstanceOf(ClaimDispatchException.class)
                .hasMessageStartingWith("CLAIM0013");
    }
}

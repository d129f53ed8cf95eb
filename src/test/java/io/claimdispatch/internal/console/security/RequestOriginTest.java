package io.claimdispatch.internal.console.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ClaimDispatchException;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestOriginTest {

    private final RequestOrigin origins = new RequestOrigin(List.of(), false);

    /** As a server shows it. */
    private static HttpServletRequest request(Map<String, String> headers, String name, int port) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                RequestOriginTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, given) -> switch (method.getName()) {
                    case "getHeaders" -> {
                        String value = headers.get(String.valueOf(given[0]));
                        yield Collections.enumeration(value == null ? List.of() : List.of(value));
                    }
                    case "getServerName" -> name;
                    case "getServerPort" -> port;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example, shop.example, 443",
        "http://shop.example, shop.example, 80",
        "https://SHOP.example:8443, shop.example, 8443",
        "http://localhost:24080, localhost, 24080"
    })
    void a_request_without_the_header_host_as_over_http_2_has_the_servers_name(String origin, String name, int port) {
        assertThatCode(() -> origins.checkChange(request(Map.of("Origin", origin), name, port)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, shop.example, 443",
        "https://shop.example:444, shop.example, 443",
        "https://shop.example, shop.example, 8443",
        "https://shop.example.evil.example, shop.example, 443"
    })
    void another_origin_is_refused_without_the_header_host_too(String origin, String name, int port) {
        assertThatThrownBy(() -> origins.checkChange(request(Map.of("Origin", origin), name, port)))
                .isInstanceOf(ClaimDispatchException.class)
                .hasMessageContaining("CLAIM0264");
    }

    @Test
    void the_header_comes_before_the_servers_name() {
        assertThatThrownBy(() -> origins.checkChange(
                        request(Map.of("Origin", "http://other.example", "Host", "shop.example"), "other.example", 80)))
                .hasMessageContaining("CLAIM0264");
    }
}

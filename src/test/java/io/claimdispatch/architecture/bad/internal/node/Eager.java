package io.claimdispatch.architecture.bad.internal.node;

import io.claimdispatch.internal.common.Component;
import jakarta.annotation.Resource;
import javax.sql.DataSource;

/** Says only by its stereotype that it is a bean, and has a resource injected while the application is deployed. */
@Component
class Eager {

    @Resource
    DataSource dataSource;
}

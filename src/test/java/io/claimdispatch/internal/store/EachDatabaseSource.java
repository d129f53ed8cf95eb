package io.claimdispatch.internal.store;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Gives a parametrised test those of its databases that are chosen. */
final class EachDatabaseSource implements ArgumentsProvider, AnnotationConsumer<EachDatabase> {

    private Databases[] databases = {};

    @Override
    public void accept(EachDatabase annotation) {
        databases = annotation.value();
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return Arrays.stream(databases)
                .filter(ChosenDatabases.OF_THIS_RUN::contain)
                .map(Arguments::of);
    }
}

package io.korrigo.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.rest.Caller;
import io.korrigo.rest.Role;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class ContainerCallersTest {
    private final ContainerCallers callers =
            new ContainerCallers(new KorrigoProperties.Rest(true, "/korrigo", "HEAD", "PROF", 100, 16, 1000));

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    private Caller caller() {
        request.setUserPrincipal(() -> "m.durand");
        return callers.resolve(request).orElseThrow();
    }

    @Test
    void knowNobodyWhomTheContainerDoesNotKnow() {
        assertThat(callers.resolve(request)).isEmpty();
    }

    @Test
    void haveTheHostsRolesByItsNames() {
        request.addUserRole("PROF");

        assertThat(caller().roles()).containsExactly(Role.TEACHER);
    }

    @Test
    void mustShowWhereTheyComeFromWhenABrowserMayHaveSentTheirProof() {
        assertThat(caller().byCookie()).isTrue();

        request.addHeader("Authorization", "Basic bTpw");
        assertThat(caller().byCookie()).isTrue();
    }

    @Test
    void needNotWithATokenThatNoBrowserSendsByItself() {
        request.addHeader("Authorization", "bearer 0123");

        assertThat(caller().byCookie()).isFalse();
    }
}

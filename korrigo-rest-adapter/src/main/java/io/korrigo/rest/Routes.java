package io.korrigo.rest;

import io.korrigo.KorrigoException;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which endpoints a host's {@link RestApi} has: those of the contract always, the others as far as it brings what they need. */
final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private final RestApi api;
    private final Router router;
    private final ExamAccess access;
    private final AcceptedWork submissions;
    private final Clock clock = Clock.systemUTC();

    private Routes(RestApi api, Router router) {
        this.api = api;
        this.router = router;
        access = new ExamAccess(api.exams());
        submissions = new AcceptedWork(api.executor(), access, api.limits().tasksOfOne());
    }

    static void add(RestApi api, Router router) {
        Routes routes = new Routes(api, router);
        CopyRevocations revocations =
                api.desk() == null ? null : new CopyRevocations(api, api.desk().revocations(), routes.clock);
        routes.addContract(revocations);
        if (revocations != null) {
            resume(revocations);
        }
        if (api.signIn() != null) {
            routes.addSignIn(api.signIn());
        }
        if (api.desk() != null && revocations != null) {
            routes.addDesk(api.desk(), revocations);
        }
    }

    private static void resume(CopyRevocations revocations) {
        try {
            revocations.rebuilding().resume();
        } catch (KorrigoException | IOException later) {
            LOG.warn("What was taken back before this start is made anew at the next one", later);
        }
    }

    private void addContract(@Nullable CopyRevocations revocations) {
        new ExamEndpoints(api, access, submissions, revocations).addTo(router);
        new UploadEndpoints(api, access, submissions).addTo(router);
        new StudentEndpoints(api, submissions).addTo(router);
        CredentialEndpoints credentials = new CredentialEndpoints(api);
        credentials.addTo(router);
        TaskFinder finder = new TaskFinder(api.executor().store(), access);
        new TaskEndpoints(api, finder, credentials, revocations).addTo(router);
        new ImportDiffEndpoints(api, finder, submissions).addTo(router);
        new EventEndpoints(finder, access).addTo(router);
        new TaskListEndpoints(api.executor().store(), finder).addTo(router);
        new TaskActEndpoints(api, finder).addTo(router);
        new ApiDescription().addTo(router);
    }

    private void addSignIn(SignIn signIn) {
        new SessionEndpoints(signIn, clock).addTo(router);
        new AccountEndpoints(signIn.accounts()).addTo(router);
        new TokenEndpoints(signIn.tokens()).addTo(router);
    }

    private void addDesk(RestApi.Desk desk, CopyRevocations revocations) {
        new ExamRegisterEndpoints(api, desk.exams(), access, clock).addTo(router);
        // one for both: it bounds how many pages are decoded at once
        PagePictures pictures = new PagePictures(api.blobs());
        new AuditEndpoints(api, access, clock).addTo(router);
        new CopyEndpoints(api, desk.decisions(), access, pictures, clock).addTo(router);
        new ScanEndpoints(api, desk, access, revocations, pictures, clock).addTo(router);
        new MarkingEndpoints(api, desk.markings(), access).addTo(router);
        new LockEndpoints(api, desk.markings(), access).addTo(router);
        new DeskEndpoints(api, desk, access, clock).addTo(router);
        new DecisionEndpoints(api, desk, access, revocations, clock).addTo(router);
        new RevocationEndpoints(api, access, revocations).addTo(router);
        new StudentListEndpoints(api, desk.students(), access).addTo(router);
    }
}

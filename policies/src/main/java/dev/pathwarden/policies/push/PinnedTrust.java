package dev.pathwarden.policies.push;

import dev.pathwarden.policies.rollout.Pin;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one key, whatever certificate it comes in. The handshake proves that the other side has it, and no byte of a request goes out before that. Names, dates and issuers of certificates say nothing here; what
 * the JDK checks of a certificate beside them is not checked, as this is an extended trust manager.
 */
final class PinnedTrust extends X509ExtendedTrustManager {

    private final Pin pin;

    PinnedTrust(Pin pin) {
        this.pin = pin;
    }

    /** Another key than the pinned one. */
    static final class WrongKeyException extends CertificateException {

        private static final long serialVersionUID = 1L;

        private final Pin found;

        WrongKeyException(Pin found) {
            super("it has another key");
            this.found = found;
        }

        Pin found() {
            return found;
        }
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        Pin found = Pin.of(chain[0].getPublicKey());
        if (!found.equals(pin)) {
            throw new WrongKeyException(found);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("nobody is served here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("nobody is served here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("nobody is served here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}

/** Which rule of ours says what a check of today's auditors says? By the check's name; a reason where none does. */

/** Rules, or why there is none. */
export type Counterpart = { readonly rules: readonly string[] } | { readonly reason: string };

const rules = (...ids: string[]): Counterpart => ({ rules: ids });

/** The checks of kcwarden 0.18.1. */
export const KCWARDEN: { readonly [check: string]: Counterpart } = {
  PublicClientsMustEnforcePKCE: rules('public-client-without-pkce'),
  ConfidentialClientShouldEnforcePKCE: rules('client-without-pkce'),
  ClientShouldDisableImplicitGrantFlow: rules('client-with-implicit-flow'),
  PublicClientShouldDisableDirectAccessGrants: rules('public-client-with-password-grant'),
  ConfidentialClientShouldDisableDirectAccessGrants: rules('client-with-password-grant'),
  ClientAuthenticationViaMTLSOrJWTRecommended: rules('client-proves-itself-by-secret'),
  ClientMustNotUseUnencryptedNonlocalRedirectUri: rules('client-redirect-uri-without-tls'),
  ClientUsesCustomRedirectUriScheme: rules('client-redirect-uri-of-own-scheme', 'client-redirect-uri-runs-script'),
  ClientHasUndefinedBaseDomainAndSchema: rules('client-redirect-uri-without-base'),
  ClientHasUndefinedBaseDomainAndSchemaInPostLogoutRedirectUri: rules('client-post-logout-uri-without-base'),
  ClientShouldNotUseWildcardRedirectURI: rules('client-redirect-uri-wildcard-path'),
  ClientHasErroneouslyConfiguredWildcardURI: rules(
    'client-redirects-to-longer-host-names',
    'client-redirect-uri-never-fits',
  ),
  ClientMustNotUseGlobalWildcardURI: rules('client-redirects-anywhere'),
  ClientWithServiceAccountAndOtherFlowEnabled: rules('client-with-service-account-and-logins'),
  UsingNonDefaultUserAttributesInClientsWithoutUserProfilesFeatureIsDangerous: rules('mapper-over-editable-attribute'),
  UsingNonDefaultUserAttributesInScopesWithoutUserProfilesFeatureIsDangerous: rules('mapper-over-editable-attribute'),
  ClientWithDefaultOfflineAccessScope: rules('client-with-offline-access-by-default'),
  ClientWithOptionalOfflineAccessScope: {
    reason:
      'true for every client that a server makes; who may use the scope is guarded: guard { scope: offline_access }',
  },
  ClientWithFullScopeAllowed: rules('client-with-full-scope'),
  ClientHasNoRedirectUris: rules('client-without-redirect-uri'),
  ClientAccessTokenLifespanTooLong: rules('client-with-long-access-tokens', 'client-token-outlives-realm'),
  ClientWebOriginsMustNotUseWildcard: rules('client-web-origin-any'),
  ClientWebOriginsMustBeValid: rules('client-web-origin-never-fits'),
  SamlClientWithAssertionSignatureDisabled: rules(
    'saml-client-gets-unsigned-assertions',
    'saml-client-signs-documents-alone',
  ),
  SamlClientWithClientSignatureDisabled: rules('saml-client-asks-unsigned'),
  SamlClientWithEncryptionDisabled: rules('saml-client-gets-clear-assertions'),
  SamlClientWithoutOneTimeUseCondition: rules('saml-client-gets-lasting-assertions'),
  SamlClientWithWeakSignatureAlgorithm: rules('saml-client-weak-signature'),
  SamlClientShouldNotUseWildcardRedirectURI: rules('client-redirect-uri-wildcard-path', 'client-redirects-anywhere'),
  SamlClientHasErroneouslyConfiguredWildcardURI: rules('client-redirects-to-longer-host-names'),
  IdentityProviderWithMappersWithoutForceSyncMode: rules('identity-provider-mapper-never-updates'),
  IdentityProviderWithOneTimeSync: rules('identity-provider-imports-once'),
  IdentityProviderWithSignatureVerificationDisabled: rules('identity-provider-without-signature-check'),
  OIDCIdentityProviderWithoutPKCE: rules('identity-provider-without-pkce', 'identity-provider-plain-pkce'),
  SamlIdentityProviderWithSignatureVerificationDisabled: rules('saml-provider-without-signature-check'),
  SamlIdentityProviderWithoutEncryptedAssertions: rules('saml-provider-may-send-clear-assertions'),
  SamlIdentityProviderWithoutPostBindingResponse: rules('saml-provider-answers-in-addresses'),
  SamlIdentityProviderWithoutSignedAssertions: rules('saml-provider-signs-documents-alone'),
  SamlIdentityProviderWithoutSignedAuthnRequests: rules('saml-provider-asked-unsigned'),
  AccessTokenLifespanTooLong: rules('realm-with-long-access-tokens'),
  OfflineSessionMaxLifespanDisabled: rules('realm-with-endless-offline-sessions'),
  PasswordHashingIterationsTooLow: rules('weak-password-hashing'),
  PasswordPolicyMissing: rules('realm-without-password-policy'),
  RealmBruteForceProtectionDisabled: rules('realm-without-brute-force-protection'),
  RealmEmailVerificationDisabled: rules('realm-without-email-verification', 'realm-with-unverified-registration'),
  RealmSelfRegistrationEnabled: rules('realm-with-open-registration', 'realm-with-unverified-registration'),
  RefreshTokenReuseCountShouldBeZero: rules('realm-with-reusable-refresh-tokens'),
  RefreshTokensShouldBeRevokedAfterUse: rules('realm-without-refresh-token-rotation'),
  KeycloakVersionShouldBeUpToDate: {
    reason:
      'which version is the latest cannot be known without asking a network, and a report must not change by itself',
  },
  ClientWithSensitiveRole: rules('guarded-reach-exceeded'),
  ClientWithSensitiveScope: rules('guarded-reach-exceeded'),
  GroupWithSensitiveRole: rules('guarded-reach-exceeded', 'group-reaches-administration'),
  RoleWithSensitiveAssociatedRole: rules('guarded-reach-exceeded', 'role-reaches-administration'),
  ServiceAccountWithSensitiveRole: rules('guarded-reach-exceeded', 'service-account-reaches-administration'),
  ServiceAccountWithGroup: rules('guarded-reach-exceeded', 'guarded-reach-lost'),
  ProtocolMapperWithConfig: {
    reason:
      'a rule of your own says it: section clients, path protocolMappers/*, value { has: { protocolMapper, config/... } }',
  },
  ProtocolMapperWithConfigOnClientScope: {
    reason:
      'a rule of your own says it: section clientScopes, path protocolMappers/*, value { has: { protocolMapper, config/... } }',
  },
};

/** Of config-verifyer, config-checker and of public threads. */
export const OTHERS: { readonly [check: string]: Counterpart } = {
  'localhost redirect in a production realm': rules('client-redirect-uri-of-own-machine'),
  'path traversal in a redirect URI': rules('client-redirect-uri-climbs'),
  'dangerous schemes': rules('client-redirect-uri-runs-script'),
  'bearer tokens not sender-constrained': rules('client-with-bearer-tokens'),
  'implicit-flow lifespan': rules('realm-with-long-implicit-tokens'),
  'reset password without a mail server': rules('password-reset-without-mail-server'),
  'verification without a mail server': rules('email-verification-without-mail-server'),
  'roles as default scope together with full scope': rules('client-with-full-scope'),
  'offline role in the default role': {
    reason: 'every new realm has it; that it goes or comes is told by default-role-removed and default-role-added',
  },
  'users with admin roles on master': rules('user-reaches-administration', 'temporary-administrator'),
  'lightweight access token without sub': rules('lightweight-token-without-sub'),
  'a condition before the user is known': rules('condition-on-attribute-of-nobody', 'condition-on-role-of-nobody'),
  'a realm role called exactly admin': rules('realm-role-called-admin'),
  "a role mapper that holds a client's UUID": rules('mapper-names-client-by-id'),
};

import type { AccountShown } from '../../access/accounts/account-list';
import { Button, ButtonLink, CsrfField } from '../components/forms';
import { Alert, StatusBadge } from '../components/show';
import { DataTable } from '../components/table';
import { Link, Paragraph } from '../components/text';
import { ROLE_NAMES } from '../text/dossiers';
import { t } from '../text/language';
import { BeheerFrame } from './frame';

const ACTION_NAMES = {
  uitnodigen: 'Uitnodigen',
  wachtwoord: 'Nieuw wachtwoord',
  opnieuw: 'Alles opnieuw instellen',
  blokkeren: 'Blokkeren',
  vrijgeven: 'Vrijgeven',
  uitloggen: 'Sessies beëindigen',
} as const;
type AccountAction = keyof typeof ACTION_NAMES;

interface Props {
  rows: readonly AccountShown[];
  more: boolean;
  page: number;
  csrf: string;
}

/** Who can log in and how. */
export function AccountsPage({ rows, more, page, csrf }: Props) {
  return (
    <BeheerFrame current="/beheer/accounts" title={t('Accounts')}>
      <Paragraph>
        {t('Nodig een medewerker uit: u krijgt een link die één keer werkt. Geef die link zelf aan de medewerker.')}
      </Paragraph>
      <DataTable
        caption={t('Accounts')}
        captionHidden
        stacks
        columns={[
          {
            title: t('Naam'),
            heads: true,
            cell: (row) => (
              <>
                {row.name}
                <span class="ls-aside">{row.employee}</span>
              </>
            ),
          },
          { title: t('Rol'), cell: (row) => row.roles.map((role) => t(ROLE_NAMES[role] ?? role)).join(', ') },
          { title: t('Staat'), cell: (row) => <State row={row} /> },
          { title: t('Wat u kunt doen'), wide: true, cell: (row) => <Actions row={row} csrf={csrf} /> },
        ]}
        rows={rows}
      />
      <Paragraph>
        {page > 1 && <Link href={`/beheer/accounts?pagina=${page - 1}`}>{t('Vorige')}</Link>}{' '}
        {more && <Link href={`/beheer/accounts?pagina=${page + 1}`}>{t('Volgende')}</Link>}
      </Paragraph>
    </BeheerFrame>
  );
}

function State({ row: { account } }: { row: AccountShown }) {
  if (!account) return <>{t('geen account')}</>;
  if (account.locked) return <StatusBadge tone="danger">{t('geblokkeerd')}</StatusBadge>;
  if (!account.setUp) return <StatusBadge tone="warning">{t('nog niet ingesteld')}</StatusBadge>;
  const where = account.provider === null ? t('eigen account') : t('eigen organisatie');
  return <StatusBadge tone="safe">{account.sessions > 0 ? `${where}, ${t('ingelogd')}` : where}</StatusBadge>;
}

function actionsOf({ account }: AccountShown): AccountAction[] {
  if (!account) return ['uitnodigen'];
  if (account.locked) return ['vrijgeven'];
  const local: AccountAction[] = account.provider === null ? ['wachtwoord', 'opnieuw'] : [];
  return [...local, ...(account.sessions > 0 ? (['uitloggen'] as const) : []), 'blokkeren'];
}

function Actions({ row, csrf }: { row: AccountShown; csrf: string }) {
  return (
    <form method="post" action="/beheer/accounts" class="ls-actions" aria-label={row.name}>
      <CsrfField token={csrf} />
      <input type="hidden" name="wie" value={row.account?.id ?? row.employee} />
      {actionsOf(row).map((action) => (
        <Button look="subtle" name="actie" value={action}>
          {t(ACTION_NAMES[action])}
        </Button>
      ))}
    </form>
  );
}

/** The link that was asked for: to be seen once. */
export function LinkPage({ link }: { link: string }) {
  return (
    <BeheerFrame current="/beheer/accounts" title={t('Link')}>
      <Alert tone="warning">
        <Paragraph>
          {t('U ziet deze link alleen nu. Geef haar aan de medewerker zelf, en aan niemand anders.')}
        </Paragraph>
      </Alert>
      <Paragraph>
        <code class="ls-link">{link}</code>
      </Paragraph>
      <ButtonLink href="/beheer/accounts">{t('Terug naar de accounts')}</ButtonLink>
    </BeheerFrame>
  );
}

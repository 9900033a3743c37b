package exchange

import "github.com/belay-tui/belay/domain"

// The fields that cells can become, by the names of the JSON contract.
const (
	fieldPortalID    = "portal_id"
	fieldStatus      = "status"
	fieldCompany     = "company"
	fieldContact     = "contact"
	fieldFirstName   = "first_name"
	fieldLastName    = "last_name"
	fieldTitle       = "title"
	fieldEmail       = "email"
	fieldPhone       = "phone"
	fieldMobile      = "mobile"
	fieldWebsite     = "website"
	fieldStreet      = "street"
	fieldCity        = "city"
	fieldState       = "state"
	fieldPostalCode  = "postal_code"
	fieldCountry     = "country"
	fieldIndustry    = "industry"
	fieldEmployees   = "employees"
	fieldRevenue     = "revenue"
	fieldSource      = "source"
	fieldProduct     = "product"
	fieldCampaign    = "campaign"
	fieldDescription = "description"
	fieldValue       = "value"
	fieldDue         = "due"
	fieldConverted   = "converted"
	fieldOpportunity = "opportunity"
	fieldCreated     = "created_at"
	fieldModified    = "modified_at"
	fieldDeleted     = "deleted"
	fieldCurrency    = "currency"

	fieldAccount     = "account_id"
	fieldCustomer    = "customer"
	fieldName        = "name"
	fieldStage       = "stage"
	fieldAmount      = "amount"
	fieldACV         = "acv"
	fieldProbability = "probability"
	fieldClose       = "close_date"
	fieldNext        = "next"
	fieldClosed      = "closed"
	fieldWon         = "won"
)

// headers are the names that other systems give a field, the best first: API
// names and labels of Salesforce, then HubSpot, then Dynamics 365, then French
// and Japanese. Case, spaces and punctuation do not matter. The field's own
// name, which belay's exports have, comes before all.
type headers struct {
	field string
	names []string
}

var leadHeaders = []headers{
	{fieldPortalID, []string{"Id", "Lead ID", "Record ID", "(Do Not Modify) Lead", "Lead Number", "ID de la piste", "リード ID", "レコード ID"}},
	{fieldStatus, []string{"Lead Status", "Status Reason", "Statut de la piste", "Statut", "リードの状況", "リード状況", "状況", "ステータス"}},
	{fieldCompany, []string{"Company / Account", "Company Name", "Business Name", "Account Name", "Associated Company", "Organization", "Société", "Société / Compte", "Entreprise", "Nom de l'entreprise", "会社名", "会社", "会社名 / 取引先"}},
	{fieldContact, []string{"Name", "Full Name", "Contact Name", "Lead Name", "Nom complet", "氏名", "名前"}},
	{fieldFirstName, []string{"First Name", "Given Name", "Prénom", "名"}},
	{fieldLastName, []string{"Last Name", "Surname", "Family Name", "Nom", "Nom de famille", "姓"}},
	{fieldTitle, []string{"Job Title", "Position", "Fonction", "Titre", "Intitulé du poste", "役職"}},
	{fieldEmail, []string{"Email Address", "E-mail", "E-mail Address", "Adresse e-mail", "Courriel", "メール", "メールアドレス", "Eメール"}},
	{fieldPhone, []string{"Business Phone", "Phone Number", "Telephone", "Téléphone", "Numéro de téléphone", "電話", "電話番号"}},
	{fieldMobile, []string{"Mobile Phone", "Mobile Phone Number", "Téléphone mobile", "Portable", "携帯電話", "携帯電話番号"}},
	{fieldWebsite, []string{"Website URL", "Web Site", "Company Domain Name", "Site Web", "Web サイト", "ウェブサイト"}},
	{fieldStreet, []string{"Street 1", "Street Address", "Address 1", "Address: Street 1", "Rue", "Adresse", "町名・番地", "住所"}},
	{fieldCity, []string{"Town", "Address: City", "Ville", "市区町村", "市区郡"}},
	{fieldState, []string{"State/Province", "State or Province", "State/Region", "Province", "Region", "Région", "État", "Département", "都道府県"}},
	{fieldPostalCode, []string{"Zip/Postal Code", "Zip Code", "Zip", "ZIP/Postal Code", "Code postal", "郵便番号"}},
	{fieldCountry, []string{"Country/Region", "Country Code", "Pays", "国"}},
	{fieldIndustry, []string{"Sector", "Secteur", "Secteur d'activité", "業種"}},
	{fieldEmployees, []string{"Number Of Employees", "No. of Employees", "Employee Count", "Effectif", "Nombre d'employés", "従業員数"}},
	{fieldRevenue, []string{"Annual Revenue", "Chiffre d'affaires annuel", "Chiffre d'affaires", "年間売上"}},
	{fieldSource, []string{"Lead Source", "Original Source", "Origine de la piste", "Origine", "リードソース", "リードのソース"}},
	{fieldProduct, []string{"Product Interest", "Product of Interest", "Primary Product", "Product Name", "Produit", "製品", "商品"}},
	{fieldCampaign, []string{"Source Campaign", "Campaign Name", "Primary Campaign Source", "Campagne", "キャンペーン"}},
	{fieldDescription, []string{"Notes", "Comments", "Remarques", "説明", "備考"}},
	{fieldValue, []string{"Expected Value", "Estimated Value", "Est. Value", "Potential Value", "Budget Amount", "Valeur", "金額"}},
	{fieldDue, []string{"Deadline", "Due Date", "Accept By", "Expires", "Échéance", "期限"}},
	{fieldConverted, []string{"IsConverted", "Is Converted", "Convertie", "取引開始済み"}}, //nolint:misspell // French
	{fieldOpportunity, []string{"ConvertedOpportunityId", "Converted Opportunity ID", "Qualifying Opportunity"}},
	{fieldCreated, []string{"CreatedDate", "Create Date", "Created On", "Created", "Date de création", "作成日"}},
	{fieldModified, []string{"LastModifiedDate", "Last Modified", "(Do Not Modify) Modified On", "Modified On", "Last Modified Date", "SystemModstamp", "Date de dernière modification", "最終更新日"}},
	{fieldDeleted, []string{"IsDeleted"}},
	{fieldCurrency, []string{"CurrencyIsoCode", "Currency Code", "Annual Revenue Currency", "Lead Currency", "Devise", "通貨"}},
}

var opportunityHeaders = []headers{
	{fieldPortalID, []string{"Id", "Opportunity ID", "Record ID", "Deal ID", "(Do Not Modify) Opportunity", "ID de l'opportunité", "商談 ID", "レコード ID"}},
	{fieldAccount, []string{"Associated Company IDs"}},
	{fieldCustomer, []string{"Account Name", "Account.Name", "Account", "Associated Company", "Company Name", "Customer Name", "Potential Customer", "Nom du compte", "Compte", "取引先名", "取引先"}},
	{fieldName, []string{"Opportunity Name", "Deal Name", "Topic", "Nom de l'opportunité", "Nom de la transaction", "商談名", "取引名"}},
	{fieldStage, []string{"StageName", "Stage Name", "Deal Stage", "Pipeline Phase", "Étape", "Étape de la transaction", "フェーズ", "取引ステージ"}},
	{fieldAmount, []string{"Amount (converted)", "Deal Amount", "Est. Revenue", "Estimated Revenue", "Montant", "金額"}},
	{fieldACV, []string{"Annual Contract Value", "Annual contract value (ACV)", "年間契約額"}},
	{fieldProbability, []string{"Probability (%)", "Deal Probability", "Probabilité", "Probabilité (%)", "確度", "確度 (%)"}},
	{fieldClose, []string{"CloseDate", "Close", "Closing Date", "Est. Close Date", "Estimated Close Date", "Date de clôture", "Date de fermeture", "完了予定日", "見込完了", "クローズ日"}},
	{fieldProduct, []string{"Product Name", "Primary Product", "Produit", "製品", "商品"}},
	{fieldNext, []string{"NextStep", "Next Step", "Étape suivante", "次のステップ"}},
	{fieldSource, []string{"Lead Source", "Original Source", "Origine de la piste", "リードソース"}},
	{fieldDescription, []string{"Deal Description", "Notes", "説明"}},
	{fieldClosed, []string{"IsClosed", "Is Closed", "Is Deal Closed?", "Fermée", "完了"}},
	{fieldWon, []string{"IsWon", "Is Won", "Is Closed Won", "Gagnée", "成立"}},
	{fieldCreated, []string{"CreatedDate", "Create Date", "Created On", "Created", "Date de création", "作成日"}},
	{fieldModified, []string{"LastModifiedDate", "Last Modified", "Last Modified Date", "(Do Not Modify) Modified On", "Modified On", "SystemModstamp", "最終更新日"}},
	{fieldDeleted, []string{"IsDeleted"}},
	{fieldCurrency, []string{"CurrencyIsoCode", "Currency Code", "Amount Currency", "Opportunity Currency", "Devise", "通貨"}},
}

// needed are the fields that a file must have, alternatives together.
var needed = map[domain.Kind][][]string{
	domain.KindLead:        {{fieldCompany}, {fieldLastName, fieldContact, fieldEmail}},
	domain.KindOpportunity: {{fieldName}, {fieldStage}},
}
